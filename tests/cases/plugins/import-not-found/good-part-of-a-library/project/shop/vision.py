import cv2

SIZE = cv2
